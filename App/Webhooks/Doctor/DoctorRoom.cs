namespace TaskHub.Webhooks.Doctor;

/// <summary>What examines receivers.</summary>
internal static class DoctorRoom
{
    public static void AddDoctor(this IServiceCollection services)
    {
        services.AddSingleton<Probe>();
        services.AddSingleton<Examinations>();
        services.AddSingleton<ExamineReceiver>();
    }
}
